/** @type {Set<() => void>} */
const tasks = new Set();

/**
 * Runs a task when this process ends in any way that it can react to: by itself, by an error, by Ctrl-C, by a signal.
 * The task runs at the very end and must be synchronous: kill a process, remove a file.
 * @param {() => void} task
 * @returns {() => void} Takes the task back.
 */
export function atEnd(task) {
  if (tasks.size === 0) listen();
  tasks.add(task);
  return () => tasks.delete(task);
}

let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  process.on("exit", () => {
    for (const task of tasks) task();
  });
  // By custom a process that a signal ended reports 128 and the signal's number.
  process.on("SIGHUP", () => process.exit(129));
  process.on("SIGINT", () => process.exit(130));
  process.on("SIGTERM", () => process.exit(143));
}
