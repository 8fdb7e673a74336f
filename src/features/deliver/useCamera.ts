import decodeQR from "qr/decode.js";
import { type RefObject, useEffect, useState } from "react";

/** How often a picture is looked at, in milliseconds. */
const pause = 150;
/** The longer side of what is looked at, in pixels. */
const longestSide = 1280;

/** Why there is no picture. */
type CameraTrouble = "refused" | "none" | "busy" | "insecure" | "failed";
export type CameraState = "asking" | "looking" | CameraTrouble;

/**
 * Shows the camera that looks away from the reader, where there is one, and looks for codes in its picture, until what
 * uses it is gone. Nothing of the picture leaves the page.
 * @param onCode Told of the text of every code in sight, several times a second.
 * @param attempt Another number asks for the camera anew.
 */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
  attempt: number,
): CameraState {
  const [state, setState] = useState<CameraState>("asking");

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens the camera anew.
  useEffect(() => {
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });

    const fail = (trouble: CameraTrouble) => {
      if (!isOver) setState(trouble);
    };

    function look() {
      const shown = video.current;
      const text = shown && context && readFrame(shown, canvas, context);
      if (text !== undefined && text !== null) onCode(text);
      if (!isOver) timer = setTimeout(look, pause);
    }

    async function open() {
      // Without an encrypted line there is no such thing.
      if (!window.isSecureContext || !navigator.mediaDevices) return fail("insecure");
      try {
        const wanted = { facingMode: { ideal: "environment" }, width: { ideal: longestSide } };
        stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
      } catch (error) {
        return fail(troubleOf(error));
      }
      if (isOver || !video.current) return stop(stream);
      for (const track of stream.getTracks()) track.addEventListener("ended", () => fail("busy"));
      video.current.srcObject = stream;
      setState("looking");
      await video.current.play().catch(() => fail("failed"));
      look();
    }

    setState("asking");
    void open();
    return () => {
      isOver = true;
      clearTimeout(timer);
      if (stream) stop(stream);
    };
  }, [video, onCode, attempt]);

  return state;
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The text of the code in the picture that the camera shows now; undefined where there is none. */
function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement, context: CanvasRenderingContext2D) {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, longestSide / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // Most pictures show no code.
    return undefined;
  }
}

/** What browsers call it (Media Capture and Streams, 10.2). */
function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "failed";
}
