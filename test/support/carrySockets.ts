import type { Server } from "node:http";
import { connect, type Socket } from "node:net";

/** The WebSocket lines through a proxy. What passes is not read, only carried, so a line can fail in any place. */
export type Sockets = {
  /** How many lines were asked for so far, refused ones included. */
  asked: () => number;
  /** How many are open. */
  open: () => number;
  /** What the node has said so far, on all lines. */
  carried: () => string;
  /** Cuts every line. */
  drop: () => void;
  /** From now on a line that is asked for is cut at once, or not any more. */
  refuse: (isRefused: boolean) => void;
  /** Nothing comes through the open lines any more, though none is cut. */
  fallSilent: () => void;
  /** What the node said last comes so many times more. */
  repeat: (times: number) => void;
};

/** Carries every WebSocket that a server is asked for to the node, byte by byte. */
export function carrySockets(server: Server, node: string): Sockets {
  const { hostname, port } = new URL(node);
  const lines = new Map<Socket, Socket>();
  let asked = 0;
  let carried = "";
  let last: Buffer = Buffer.alloc(0);
  let isRefused = false;

  server.on("upgrade", (request, reader: Socket, head) => {
    asked += 1;
    reader.on("error", () => {});
    if (isRefused) {
      reader.destroy();
      return;
    }
    const speaker = connect(Number(port), hostname);
    speaker.on("error", () => reader.destroy());
    const headers = request.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
    speaker.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
    speaker.write(head);
    speaker.on("data", (words: Buffer) => {
      carried += words;
      last = words;
    });
    speaker.pipe(reader).pipe(speaker);
    lines.set(reader, speaker);
    reader.on("close", () => {
      lines.delete(reader);
      speaker.destroy();
    });
  });

  return {
    asked: () => asked,
    open: () => lines.size,
    carried: () => carried,
    drop: () => {
      for (const reader of lines.keys()) reader.destroy();
    },
    refuse: (next) => {
      isRefused = next;
    },
    fallSilent: () => {
      for (const speaker of lines.values()) speaker.unpipe().resume();
    },
    repeat: (times) => {
      for (const reader of lines.keys()) for (let time = 0; time < times; time += 1) reader.write(last);
    },
  };
}
