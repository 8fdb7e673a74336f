import { expect, test } from "vitest";
import { checkEndpoint } from "@/features/nodes/checkEndpoint";

const listed = ["https://a.example", "https://b.example/key/"];

test.each([
  ["https://node.example", "https://node.example"],
  ["  wss://Node.example/ ", "wss://node.example"],
  ["https://node.example/v3/key?x=1", "https://node.example/v3/key?x=1"],
  ["https://node.example/#top", "https://node.example"],
  ["http://localhost:8545", "http://localhost:8545"],
  ["ws://127.0.0.1:8545/", "ws://127.0.0.1:8545"],
])("%s is listed as %s", (text, endpoint) => {
  expect(checkEndpoint(text, listed)).toEqual({ endpoint });
});

test.each([
  ["", "empty", ""],
  ["   ", "empty", ""],
  ["node.example", "incomplete", "node.example"],
  ["https://", "incomplete", "https://"],
  ["localhost:8545", "scheme", "localhost"],
  ["ftp://node.example", "scheme", "ftp"],
  ["javascript:alert(1)", "scheme", "javascript"],
  ["https://me:secret@node.example", "login", "me@"],
  ["http://node.example", "insecure", "node.example"],
  ["ws://192.168.1.4:8546", "insecure", "192.168.1.4"],
  ["http://localhost.node.example", "insecure", "localhost.node.example"],
  ["https://a.example/", "listed", "https://a.example"],
  ["https://b.example/key/", "listed", "https://b.example/key/"],
])("%s is refused: %s", (text, fault, part) => {
  expect(checkEndpoint(text, listed)).toEqual({ fault, part });
});
