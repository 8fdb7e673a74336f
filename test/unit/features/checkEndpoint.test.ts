import { describe, expect, test } from "vitest";
import { checkNode, checkRelay } from "@/features/nodes/checkEndpoint";

const listed = ["https://a.example", "https://b.example/key/", "https://c.example/key"];

describe.each([
  ["node", checkNode],
  ["relay", checkRelay],
])("of a %s", (_, check) => {
  test.each([
    ["https://node.example", "https://node.example"],
    ["  https://Node.example/ ", "https://node.example"],
    ["https://node.example/under", "https://node.example/under"],
    ["https://node.example/#top", "https://node.example"],
    ["http://localhost:8545", "http://localhost:8545"],
    ["http://127.0.0.1:8545/", "http://127.0.0.1:8545"],
  ])("%s is listed as %s", (text, endpoint) => {
    expect(check(text, listed)).toEqual({ endpoint });
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
    ["http://192.168.1.4:8546", "insecure", "192.168.1.4"],
    ["http://localhost.node.example", "insecure", "localhost.node.example"],
    ["https://a.example/", "listed", "https://a.example"],
    ["https://b.example/key/", "listed", "https://b.example/key/"],
    ["https://b.example/key", "listed", "https://b.example/key"],
    ["https://c.example/key/", "listed", "https://c.example/key/"],
  ])("%s is refused: %s", (text, fault, part) => {
    expect(check(text, listed)).toEqual({ fault, part });
  });
});

test.each([
  ["wss://Node.example/ ", "wss://node.example"],
  ["ws://127.0.0.1:8545/", "ws://127.0.0.1:8545"],
  ["https://node.example/v3/key?x=1", "https://node.example/v3/key?x=1"],
])("a node may be %s", (text, endpoint) => {
  expect(checkNode(text, listed)).toEqual({ endpoint });
});

test("a socket to a node of another machine is encrypted", () => {
  expect(checkNode("ws://192.168.1.4:8546", listed)).toEqual({ fault: "insecure", part: "192.168.1.4" });
});

test.each([
  ["wss://relay.example", "scheme", "wss"],
  ["ws://localhost:8791", "scheme", "ws"],
  ["https://relay.example/?key=1", "query", "?key=1"],
])("a relay may not be %s", (text, fault, part) => {
  expect(checkRelay(text, listed)).toEqual({ fault, part });
});
