import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { DraftCandidate } from "@/election/draft";

/**
 * Rows that follow the pointer: one that is dragged changes places with its neighbour as the pointer passes the
 * neighbour's middle; Escape puts it back. Whoever has no pointer has buttons and keys.
 */
export function useDragRow(
  list: RefObject<HTMLElement | null>,
  rows: readonly DraftCandidate[],
  onMove: (from: number, to: number) => void,
  onPutBack: (rows: DraftCandidate[]) => void,
) {
  const [dragged, setDragged] = useState<number>();
  const before = useRef<DraftCandidate[]>([]);

  useEffect(() => {
    if (dragged === undefined) return;
    const putBack = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      onPutBack(before.current);
      setDragged(undefined);
    };
    window.addEventListener("keydown", putBack);
    return () => window.removeEventListener("keydown", putBack);
  }, [dragged, onPutBack]);

  function follow(pointerY: number) {
    const from = rows.findIndex(({ key }) => key === dragged);
    const places = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
    const middles = places.map(({ top, height }) => top + height / 2);
    const above = middles.findIndex((middle, index) => index < from && pointerY < middle);
    const below = middles.findLastIndex((middle, index) => index > from && pointerY > middle);
    const to = above >= 0 ? above : below;
    if (from >= 0 && to >= 0) onMove(from, to);
  }

  /** The events of a row's handle. */
  function handle(key: number) {
    return {
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return;
        // The list stays, wherever the row goes.
        event.preventDefault();
        list.current?.setPointerCapture(event.pointerId);
        before.current = [...rows];
        setDragged(key);
      },
    };
  }

  useEffect(() => {
    const area = list.current;
    if (dragged === undefined || !area) return;
    const move = (event: globalThis.PointerEvent) => follow(event.clientY);
    const end = () => setDragged(undefined);
    area.addEventListener("pointermove", move);
    area.addEventListener("pointerup", end);
    area.addEventListener("pointercancel", end);
    return () => {
      area.removeEventListener("pointermove", move);
      area.removeEventListener("pointerup", end);
      area.removeEventListener("pointercancel", end);
    };
  });

  return { dragged, handle };
}
