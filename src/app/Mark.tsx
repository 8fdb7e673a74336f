/** The mark of the page: five strokes of a tally. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      aria-hidden="true"
    >
      <path d="M6 4v16M11 4v16M16 4v16M21 4v16M2 17 24 7" />
    </svg>
  );
}
