import { readBallotText, type TextFault } from "@/election/ballotText";
import type { SignedBallot } from "@/election/signedBallot";

/** Why what was brought holds no ballot, or not only ballots. What has no line is about all of it. */
export type BroughtFault =
  | TextFault
  | {
      fault: "tooLarge" | "pictureTooLarge" | "binary" | "unreadable" | "noPicture" | "noCode" | "otherCode";
      line?: undefined;
    };

/** What something that was brought holds. */
export type Reading = { ballots: readonly SignedBallot[]; faults: readonly BroughtFault[] };

/** The largest file that is read as text, and as a picture, in bytes. */
const largestText = 1_000_000;
const largestPicture = 20_000_000;

/** The ballots in a file: a ballot file, any text with ballots in it, or a picture of a ballot's code. Never throws. */
export async function readFile(file: File): Promise<Reading> {
  if (isPicture(file)) {
    if (file.size > largestPicture) return fail("pictureTooLarge");
    // Loaded with the first picture: most ballots come as files.
    const { readPicture } = await import("./readPicture");
    const found = await readPicture(file);
    return "fault" in found ? fail(found.fault) : readCode(found.text);
  }
  if (file.size > largestText) return fail("tooLarge");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? fail("binary") : readBallotText(text);
  } catch (error) {
    // The decoder's own error; a file that is gone by now, or a folder, has another.
    return fail(error instanceof TypeError ? "binary" : "unreadable");
  }
}

/** The ballot in what a code holds. */
export function readCode(text: string): Reading {
  const reading = readBallotText(text);
  return reading.faults.some(({ fault }) => fault === "nothing") ? fail("otherCode") : reading;
}

function fail(fault: Exclude<BroughtFault, TextFault>["fault"]): Reading {
  return { ballots: [], faults: [{ fault }] };
}

function isPicture({ name, type }: File): boolean {
  return type.startsWith("image/") || /\.(png|jpe?g|webp|gif|bmp|avif|heic)$/i.test(name);
}
