import decodeQR from "qr/decode.js";

/** How many pixels wide a module is drawn: a scanner finds none that is a single pixel. */
const scale = 4;

/** What a scanner reads in a code, of which it is given the dark modules by rows, with the light ones around them. */
export function readCode(rows: readonly (readonly boolean[])[]): string {
  const size = rows.length * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      if (isDark) data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  return decodeQR({ width: size, height: size, data });
}
