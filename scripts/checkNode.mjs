/** Ends this process with a clear message where Node is older than what the project's packages need. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Recount needs Node 20.19 or newer; this is Node ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(1);
}
