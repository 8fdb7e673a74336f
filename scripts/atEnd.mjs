/** @type {Set<() => void>} */
const tasks = new Set();
let listening = false;

/**
 * Runs a task when this process ends in any way that it can react to: by itself, by an error, by Ctrl-C, by a signal.
 * The task runs at the very end and must be synchronous: kill a process, remove a file.
 * @param {() => void} task
 * @returns {() => void} Takes the task back.
 */
export function atEnd(task) {
  if (!listening) listen();
  tasks.add(task);
  return () => tasks.delete(task);
}

function listen() {
  listening = true;
  process.on("exit", runTasks);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => {
      runTasks();
      // Sent again, now unheard, so that whoever waits for this process sees that the signal ended it.
      process.kill(process.pid, signal);
    });
  }
}

function runTasks() {
  for (const task of tasks) task();
  tasks.clear();
}
