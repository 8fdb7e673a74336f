/** A file that is no text: a spreadsheet's own format, a PDF, a picture. */
export class NotTextError extends Error {
  override name = "NotTextError";
}

/**
 * The text of a file as spreadsheets and mail programs save it: UTF-8, UTF-16 of either order, else Windows-1252.
 * @throws {NotTextError} where it is none of them.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isArchive = first === 0x50 && second === 0x4b; // .xlsx, .ods, .numbers
  const isOldSpreadsheet = first === 0xd0 && second === 0xcf;
  const isPdf = new TextDecoder().decode(bytes.subarray(0, 5)) === "%PDF-";
  if (isArchive || isOldSpreadsheet || isPdf) throw new NotTextError();

  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // Without a mark: every other byte of mostly Latin text is zero.
  const sample = bytes.subarray(0, 1000);
  const zerosAt = (offset: number) => sample.filter((byte, index) => byte === 0 && index % 2 === offset).length;
  if (zerosAt(1) * 4 > sample.length) return new TextDecoder("utf-16le").decode(bytes);
  if (zerosAt(0) * 4 > sample.length) return new TextDecoder("utf-16be").decode(bytes);
  if (zerosAt(0) + zerosAt(1) > 0) throw new NotTextError();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
