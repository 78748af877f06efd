import type { Spot } from './draw/hidden.tsx';
import { channelPath, threadPath } from './draw/message.tsx';

/** The page that something was done on. */
export const backOf = ({ page, channel, thread }: Spot): string =>
  page ?? (thread === '' ? channelPath(channel) : threadPath(channel, thread));
