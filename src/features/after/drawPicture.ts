import { drawCode } from "@/ui/drawCode";

/** How many pixels a module of the code gets: enough for a poster. */
const scale = 16;

/** A text as a code, for a file: SVG, dark on light. */
export function codeAsSvg(text: string): string {
  const { size, path } = drawCode(text);
  const view = `viewBox="0 0 ${size} ${size}" width="${size * scale}" height="${size * scale}"`;
  const paper = `<path fill="#fff" d="M0 0h${size}v${size}H0z"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${view} shape-rendering="crispEdges">${paper}<path d="${path}"/></svg>\n`;
}

/** A text as a code, for a file: PNG, dark on light; null where the browser cannot draw one. */
export function codeAsPng(text: string): Promise<Blob | null> {
  const { size, path } = drawCode(text);
  const canvas = document.createElement("canvas");
  canvas.width = size * scale;
  canvas.height = size * scale;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.scale(scale, scale);
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = "#000";
  pen.fill(new Path2D(path));
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
