import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { QrCode } from "@/ui/QrCode";
import { readCode } from "../../support/readCode";

const text = "https://recount.example/#/31337/0x00000000000000000000000000000000000000aa";
const drawn = renderToStaticMarkup(createElement(QrCode, { text, label: "Link to vote" }));

test("the picture is named for who cannot see it", () => {
  expect(drawn).toContain('role="img" aria-label="Link to vote"');
});

test("its path covers every dark module of the code once and no light one, inside a quiet zone of four", () => {
  const [, side = ""] = /viewBox="0 0 (\d+) \1"/.exec(drawn) ?? [];
  const size = Number(side);
  const covered = modulesIn(drawn);
  expect(new Set(covered).size).toBe(covered.length);

  const numbers = Array.from({ length: size }, (_, index) => index);
  expect(readCode(numbers.map((y) => numbers.map((x) => covered.includes(`${x} ${y}`))))).toBe(text);
  const isQuiet = (place: number) => place < 4 || place >= size - 4;
  expect(covered.filter((at) => at.split(" ").map(Number).some(isQuiet))).toEqual([]);
});

/** Every module that a rectangle of the path covers, as "x y". */
function modulesIn(svg: string): string[] {
  const [, path = ""] = /<path d="([^"]+)"/.exec(svg) ?? [];
  const rectangles = path.split("z").filter((rectangle) => rectangle !== "");
  return rectangles.flatMap((rectangle) => {
    const [, x = "", y = "", width = "", back = ""] = /^M(\d+) (\d+)h(\d+)v1h-(\d+)$/.exec(rectangle) ?? [];
    expect(back).toBe(width);
    return Array.from({ length: Number(width) }, (_, step) => `${Number(x) + step} ${y}`);
  });
}
