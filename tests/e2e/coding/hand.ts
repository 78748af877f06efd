/** As its reader sees it. */
export interface Seen {
  text: string;
  buttons: readonly string[];
}

/** Whether it has these words, and this button if one is wanted. */
export const says =
  (words: string, button?: string) =>
  ({ text, buttons }: Seen): boolean =>
    text.includes(words) && (button === undefined || buttons.includes(button));

/** The thread of the run, once its card has come. */
export interface Place {
  thread: string;
}

/** Somebody of the project before one platform, with the run's thread open. What is not there yet, they wait for. */
export interface Hand {
  /** Starts a run by the command and its form, of which all words come back. */
  start(pipeline: string, values: Record<string, string>): Promise<string>;
  /** The card that heads the thread. */
  root(words: string, button?: string): Promise<Seen>;
  /** The newest message in the thread with these words. */
  card(words: string, button?: string): Promise<Seen>;
  /** All of the thread, the root first. */
  reads(): Seen[];

  type(words: string): Promise<string>;
  edit(message: string, words: string): Promise<unknown>;
  /** A message shortcut, or a command of a message's context menu. */
  relay(message: string, name: string): Promise<unknown>;
  pressRoot(label: string): Promise<unknown>;
  press(words: string, label: string): Promise<unknown>;
  /** On what they were told last. */
  pressPrivately(label: string): Promise<unknown>;
  /** All words of the form that stands open. */
  form(words: string): Promise<string>;
  submit(values: Record<string, string>): Promise<unknown>;

  /** What they alone are told next. Each receipt is read, in its order: one that is doubled, or missing, is found out. */
  told(): Promise<Seen>;
  /** What they were told, and have not read. */
  unread(): string[];
  /** What the platform itself complained of. */
  complaints(): string[];
}

/** One after the other. */
export function inOrder(all: () => readonly Seen[], until: (holds: () => boolean) => Promise<void>) {
  let read = 0;
  return {
    told: async (): Promise<Seen> => {
      await until(() => all().length > read);
      const { text, buttons } = all()[read++]!;
      return { text, buttons };
    },
    unread: () =>
      all()
        .slice(read)
        .map(({ text }) => text),
  };
}
