import type { EndpointWord } from "./evidence";

/**
 * How many parties these endpoints are. Endpoints of one host are one, whatever its ports: nobody else is asked. Names and
 * numbers of one machine, such as `localhost` and `127.0.0.1`, count as different ones: whether parties are independent no
 * recount can show.
 */
export function countParties(endpoints: readonly Pick<EndpointWord, "name">[]): number {
  return new Set(endpoints.map(({ name }) => hostOf(name))).size;
}

/** The host without its port, as names are compared: in lower case, and without the root's dot. */
function hostOf(name: string): string {
  return name.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
}
