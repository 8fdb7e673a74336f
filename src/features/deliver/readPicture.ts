import decodeQR from "qr/decode.js";

/** A picture's longer side as it is looked through, in pixels: more takes long and finds no more. */
const longestSide = 2400;
/** Below this a picture is enlarged: of codes with a pixel for each module none is found. */
const shortestSide = 600;
/** How long a picture is looked through, in milliseconds. */
const patience = 4000;

/** The text of the code in a picture, or why there is none. */
export async function readPicture(file: Blob): Promise<{ text: string } | { fault: "noPicture" | "noCode" }> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    return { fault: "noPicture" };
  }
  const side = Math.max(bitmap.width, bitmap.height);
  const scale = side < shortestSide ? 3 : Math.min(1, longestSide / side);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return { fault: "noPicture" };
  // What is transparent counts as paper.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = scale < 1;
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  try {
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    return { text: decodeQR(image, { effort: Number.POSITIVE_INFINITY, timeLimit: patience }) };
  } catch {
    return { fault: "noCode" };
  }
}
