import { Lexer, type MarkedToken, type Token } from "marked";
import { descriptionWords } from "@/words/description";

/** The elements that a description may have: none loads, runs or imitates anything. */
type Tag = "p" | "br" | "hr" | "em" | "strong" | "code" | "a" | "ul" | "ol" | "li" | "blockquote";

/**
 * A piece of a description: text, or an element.
 * Links have an `href`, and the `host` to be shown beside a text that does not show it; ordered lists a `start`.
 */
export type Piece = string | { tag: Tag; children: readonly Piece[]; href?: string; host?: string; start?: number };

/** Elements nested deeper than this are shown as they were written. */
const deepest = 12;
/** Nine marks of a quotation or a list on one line: nobody writes so but to exhaust the parser. */
const nestedLine = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])){9}/m;
/** A word longer than any web address: the parser tries each of its letters for the beginning of a mailbox. */
const endlessWord = /[!-~]{2000}/;
/** The most marks of emphasis: the parser's work grows with their square. */
const mostEmphasis = 400;

/** Reads the Markdown that a stranger wrote. What is not among the few permitted elements stays text. */
export function parseMarkdown(text: string): Piece[] {
  const emphasis = text.match(/[*_~]+/g)?.length ?? 0;
  if (nestedLine.test(text) || endlessWord.test(text) || emphasis > mostEmphasis) return [element("p", lines(text))];
  return convert(new Lexer({ gfm: true, breaks: true }).lex(text), 0);
}

function convert(tokens: readonly Token[], depth: number): Piece[] {
  // The lexer gives other tokens only to those who extend it.
  return tokens.flatMap((token) => convertOne(token as MarkedToken, depth + 1));
}

function convertOne(token: MarkedToken, depth: number): Piece[] {
  if (depth > deepest) return lines(token.raw);
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "heading":
      // A description's own headings would stand beside the page's, "The result" among them.
      return [element("p", [element("strong", convert(token.tokens, depth))])];
    case "paragraph":
      return [element("p", convert(token.tokens, depth))];
    case "blockquote":
      return [element("blockquote", convert(token.tokens, depth))];
    case "list": {
      const items = token.items.map(({ tokens }) => element("li", convert(tokens, depth)));
      return token.ordered
        ? [{ tag: "ol", children: items, start: Number(token.start) }]
        : [{ tag: "ul", children: items }];
    }
    case "code":
      return [element("p", [element("code", lines(token.text))])];
    case "hr":
    case "br":
      return [element(token.type, [])];
    case "em":
    case "strong":
      return [element(token.type, convert(token.tokens, depth))];
    case "codespan":
      return [element("code", [token.text])];
    case "link":
      return convertLink(token.href, convert(token.tokens, depth), token.raw);
    case "image":
      return [token.text ? descriptionWords.picture(token.text) : descriptionWords.unnamedPicture];
    case "escape":
      return [token.text];
    case "text":
      return token.tokens ? convert(token.tokens, depth) : [token.text];
    case "html":
      return token.block ? [element("p", lines(token.raw.trim()))] : [token.raw];
    case "table":
      return [element("p", lines(token.raw.trim()))];
    default:
      return [token.raw];
  }
}

/** A link to the web or to a mailbox; any other address stays text, as it was written. */
function convertLink(href: string, children: readonly Piece[], raw: string): Piece[] {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  const text = textOf(children).trim();
  if (url?.protocol === "mailto:") {
    // Without what a link may write into the mail.
    return [link(`mailto:${url.pathname}`, url.pathname, text === url.pathname, children)];
  }
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  // A name before the host would be read as the host.
  if (!url || !isWeb || url.username || url.password) return [raw];
  const [shownHost] = text.replace(/^https?:\/\//, "").split(/[/?#]/);
  return [link(url.href, url.host, shownHost === url.host, children)];
}

function link(href: string, host: string, isShown: boolean, children: readonly Piece[]): Piece {
  if (textOf(children).trim() === "") return { tag: "a", href, children: [host] };
  return { tag: "a", href, children, ...(isShown ? {} : { host }) };
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : textOf(piece.children))).join("");
}

/** Text with its line breaks. */
function lines(text: string): Piece[] {
  return text.split("\n").flatMap((line, index) => (index === 0 ? [line] : [element("br", []), line]));
}

function element(tag: Tag, children: readonly Piece[]): Piece {
  return { tag, children };
}
