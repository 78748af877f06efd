import type { ConsoleMessages, ConsoleNotices } from './messages.ts';
import type { ConsoleSessions } from './sessions.ts';

/** Everything that the console keeps. */
export type ConsoleStore = ConsoleMessages & ConsoleNotices & ConsoleSessions;
