/** How many candidates find room on a wall. */
export const room = 10;
