import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Piece, parseMarkdown } from "@/features/describe/parseMarkdown";

/** The pieces as an outline: `p(one em(two))`. */
function outline(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : `${piece.tag}(${outline(piece.children)})`))
    .join("");
}

/** All links of a text, with what is shown of them. */
function linksOf(text: string) {
  const links: { href: string | undefined; text: string; host: string | undefined }[] = [];
  const visit = (piece: Piece): void => {
    if (typeof piece === "string") return;
    const { tag, href, host, children } = piece;
    if (tag === "a") links.push({ href, text: outline(children), host });
    children.forEach(visit);
  };
  parseMarkdown(text).forEach(visit);
  return links;
}

describe("what Markdown may do here", () => {
  test.each([
    ["plain text", "The term is three years.", "p(The term is three years.)"],
    ["paragraphs and line breaks", "One\ntwo\n\nThree", "p(Onebr()two)p(Three)"],
    ["emphasis", "*one* and **two _three_**", "p(em(one) and strong(two em(three)))"],
    ["a list", "- one\n- two\n  - three", "ul(li(one)li(twoul(li(three))))"],
    ["a numbered list", "3. one\n4. two", "ol(li(one)li(two))"],
    ["a quotation", "> one\n> two", "blockquote(p(onebr()two))"],
    ["code", "`<b>` and\n\n```\na\nb\n```", "p(code(<b>) and)p(code(abr()b))"],
    ["a rule", "One\n\n---\n\nTwo", "p(One)hr()p(Two)"],
    ["escaped marks", "\\*one\\*", "p(*one*)"],
    ["signs as they are", 'Müller & Söhne < 3 "a" &amp;', 'p(Müller & Söhne < 3 "a" &amp;)'],
  ])("%s", (_, text, expected) => {
    expect(outline(parseMarkdown(text))).toBe(expected);
  });

  test("a numbered list keeps its first number", () => {
    expect(parseMarkdown("3. one")).toMatchObject([{ tag: "ol", start: 3 }]);
  });
});

describe("what Markdown may not do here", () => {
  test.each([
    ["imitate a heading", "# The result\n\nAda\n===", "p(strong(The result))p(strong(Ada))"],
    ["load a picture", "![Ada](https://elsewhere.example/ada.png)", "p((Picture: Ada))"],
    ["load a picture without a name", "![](https://elsewhere.example/ada.png)", "p((Picture))"],
    ["hold HTML", "One <b onclick='x()'>two</b>", "p(One <b onclick='x()'>two</b>)"],
    ["hold blocks of HTML", "<script>\nx()\n</script>", "p(<script>br()x()br()</script>)"],
    ["hold a table", "|a|b|\n|-|-|\n|c|d|", "p(|a|b|br()|-|-|br()|c|d|)"],
    ["strike through", "~~one~~", "p(~~one~~)"],
  ])("%s", (_, text, expected) => {
    expect(outline(parseMarkdown(text))).toBe(expected);
  });

  test.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert%281%29)",
    "[a](<java\tscript:alert(1)>)",
    "[a](javascript&colon;alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](blob:https://elsewhere.example/1)",
    "[a](//elsewhere.example)",
    "[a](#/31337/0x)",
    "[a](/path)",
    "[a](https://bank.example@elsewhere.example/)",
    "<javascript:alert(1)>",
  ])("link to %s", (text) => {
    expect(linksOf(text)).toEqual([]);
    expect(outline(parseMarkdown(text))).toContain(text.slice(0, 12));
  });
});

describe("a link shows where it leads", () => {
  test.each([
    ["https://example.org/a?b#c", "https://example.org/a?b#c", undefined],
    ["www.example.org", "http://www.example.org/", undefined],
    ["<https://example.org>", "https://example.org/", undefined],
    ["[the minutes](https://example.org/minutes)", "https://example.org/minutes", "example.org"],
    ["[example.org/minutes](https://example.org/minutes)", "https://example.org/minutes", undefined],
    ["[https://bank.example](https://elsewhere.example)", "https://elsewhere.example/", "elsewhere.example"],
    ["[elsewhere.example.bank.example](https://elsewhere.example)", "https://elsewhere.example/", "elsewhere.example"],
    ["[bank.example@elsewhere.example](https://elsewhere.example)", "https://elsewhere.example/", "elsewhere.example"],
    ["[аpple.example](https://аpple.example)", "https://xn--pple-43d.example/", "xn--pple-43d.example"],
    ["[here](http://example.org:8080)", "http://example.org:8080/", "example.org:8080"],
    ["[write](mailto:ada@example.org?bcc=spy@elsewhere.example)", "mailto:ada@example.org", "ada@example.org"],
    ["ada@example.org", "mailto:ada@example.org", undefined],
  ])("%s", (text, href, host) => {
    expect(linksOf(text)).toMatchObject([{ href, host }]);
  });

  test("even if its text is empty or a picture", () => {
    expect(linksOf("[](https://example.org)")).toMatchObject([{ text: "example.org" }]);
    expect(linksOf("[![Ada](a.png)](https://example.org)")).toMatchObject([
      { text: "(Picture: Ada)", host: "example.org" },
    ]);
  });
});

describe("no text exhausts the parser", () => {
  const length = 16_384;
  test.each([
    ["quotations", ">".repeat(length)],
    ["quotations with spaces", "> ".repeat(length / 2)],
    ["lists on one line", `${"- ".repeat(length / 2)}a`],
    ["numbers on one line", "1. ".repeat(length / 3)],
    ["quotations and lists", "> - ".repeat(length / 4)],
    ["lists line by line", Array.from({ length: 120 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n")],
    ["emphasis", "*a ".repeat(length / 6) + " a*".repeat(length / 6)],
    ["emphasis that never ends", "a_".repeat(length / 2)],
    ["brackets", "[".repeat(length)],
    ["links in links", "[a](".repeat(length / 4)],
    ["one word", "a".repeat(length)],
  ])("%s", (_, text) => {
    const depth = (piece: Piece): number =>
      typeof piece === "string" ? 0 : 1 + Math.max(0, ...piece.children.map(depth));
    const pieces = parseMarkdown(text);
    expect(outline(pieces).length).toBeGreaterThan(100);
    expect(Math.max(...pieces.map(depth))).toBeLessThanOrEqual(30);
  });

  test("a word longer than any address keeps the text as it was written", () => {
    const marked = (letters: number) => outline(parseMarkdown(`**a** ${"b".repeat(letters)}`));
    expect(marked(2000)).toContain("**a**");
    expect(marked(1999)).not.toContain("**a**");
  });

  test("and whatever is written, only http, https and mailto are linked", () => {
    const part = fc.constantFrom(
      "[a](",
      "](",
      ")",
      "<",
      ">",
      "javascript:",
      "data:",
      "https://",
      "x.y",
      "@",
      "\n",
      "> ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 4 })), { maxLength: 30 }), (parts) => {
        for (const { href } of linksOf(parts.join(""))) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
      }),
    );
  });
});
