import { createElement, type ReactNode, useMemo } from "react";
import { descriptionWords } from "@/words/description";
import { cutPieces } from "./cutPieces";
import styles from "./Markdown.module.css";
import { type Piece, parseMarkdown } from "./parseMarkdown";

/** A description with its Markdown, drawn element by element: nothing of it is ever read as HTML. */
export default function Markdown({ text, isCut }: { text: string; isCut: boolean }) {
  const pieces = useMemo(() => parseMarkdown(text), [text]);
  return createElement("div", { className: styles.text }, ...(isCut ? cutPieces(pieces) : pieces).map(draw));
}

function draw(piece: Piece): ReactNode {
  if (typeof piece === "string") return piece;
  const { tag, children, href, host, start } = piece;
  const drawn = children.map(draw);
  // Children given one by one need no keys: nothing of them ever moves.
  if (tag === "p" || tag === "li") return createElement(tag, { dir: "auto" }, ...drawn);
  if (tag === "ol") return createElement(tag, { start }, ...drawn);
  if (tag !== "a") return createElement(tag, null, ...drawn);
  if (host) drawn.push(<span className={styles.host}> ({host})</span>);
  if (href?.startsWith("mailto:")) return createElement(tag, { href }, ...drawn);
  drawn.push(<span className="visually-hidden"> {descriptionWords.opensNewTab}</span>);
  return createElement(tag, { href, target: "_blank", rel: "noopener noreferrer nofollow" }, ...drawn);
}
