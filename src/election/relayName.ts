/** A relay's name to readers: its address without the scheme, since several may stand on one host. */
export function relayName(relay: string): string {
  return relay.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
