import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { encode } from "uqr";
import { expect, test } from "vitest";
import { QrCode } from "@/ui/QrCode";

const text = "https://recount.example/#/31337/0x00000000000000000000000000000000000000aa";
const drawn = renderToStaticMarkup(createElement(QrCode, { text, label: "Link to vote" }));

test("the picture is named for who cannot see it", () => {
  expect(drawn).toContain('role="img" aria-label="Link to vote"');
});

test("its path covers every dark module of the code once and no light one, inside a quiet zone of four", () => {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  expect(drawn).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);

  const covered = modulesIn(drawn);
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x + 4} ${y + 4}`] : [])));
  expect(covered.sort()).toEqual(dark.sort());
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
