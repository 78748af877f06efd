/** What cannot be read will not be readable next time: no choice of a person would help. */
export class Unreadable extends Error {}
