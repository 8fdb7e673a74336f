import type { Socket } from "node:net";
import type { ConnectionError } from "fastify";

/**
 * Answers what never became a request, as every other refusal is told: it arrived too slowly, or it is no HTTP. A relay
 * that has too much to do may come too late to an honest one, whose page must be able to tell that from a ballot refused.
 */
export function answerBroken({ code }: ConnectionError, socket: Socket): void {
  if (code === "ECONNRESET" || socket.destroyed) return;
  const isLate = code === "ERR_HTTP_REQUEST_TIMEOUT";
  const error = isLate
    ? { code: "tooMany", message: "The request did not arrive whole in time, or this relay has too much to do." }
    : { code: "malformed", message: "This is no HTTP request that a relay knows." };
  const body = JSON.stringify({ error });
  const head = [
    `HTTP/1.1 ${isLate ? "408 Request Timeout" : "400 Bad Request"}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Access-Control-Allow-Origin: *",
    ...(isLate ? ["Retry-After: 2", "Access-Control-Expose-Headers: Retry-After"] : []),
    "Connection: close",
  ];
  if (socket.writable) socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroySoon();
}
