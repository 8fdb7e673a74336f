/**
 * How to call npm from here.
 * @param {...string} args
 * @returns {[command: string, args: string[]]}
 */
export function npmCommand(...args) {
  // Under `npm start` and `npm test` npm says where it is itself.
  const npm = process.env.npm_execpath;
  if (npm) return [process.execPath, [npm, ...args]];
  return [process.platform === "win32" ? "npm.cmd" : "npm", args];
}
