import type { PostRef, Surface } from '../../src/core/cards/surface.ts';
import type { Door } from '../../src/core/intent.ts';
import type { Account } from '../../src/core/people/actor.ts';
import type { Place } from '../../src/core/project/definition.ts';

/** A message as one person sees it. */
export interface Seen {
  id: string;
  /** All of our own words, in order: nothing that an agent wrote. */
  text: string;
  /** What is fenced off as written by an agent or a program, one entry a fence. */
  fenced: string[];
  buttons: string[];
  /** Links, pings and other live things inside the fences: there must be none. */
  live: string[];
}

/** A form or a second look that stands open before one person. */
export interface SeenDialog {
  text: string;
  fields: { name: string; value: string; problem: string | null }[];
}

/** What a surface promises whoever comes while the door is away, and how that is kept once the door is back. */
export interface Outage {
  says: RegExp;
  /** What this person did is done once more, by whom the surface said. */
  again(person: string): Promise<void>;
}

/** What the platform has, and where it leaves to us what another has. */
export interface Ways {
  /** It takes the second look by itself, or brings the press unconfirmed, and the door asks for it. */
  secondLook: 'its own' | "the door's";
  /** What it sends twice comes to the door twice under one key, or is heard no more. */
  repeats: 'come to the door' | 'are dropped';
}

/** One surface, with people before it. A person is named; what they do goes the way that the platform sends it. */
export interface Harness {
  surface: Surface;
  place: Place;
  ways: Ways;
  account(person: string): Account;
  sees(person: string, at: { channel: string; thread: string | null }): Promise<Seen[]>;
  /** What only this person is shown, besides dialogs. */
  privately(person: string): Promise<Seen[]>;
  dialog(person: string): Promise<SeenDialog | null>;
  /** The message that this person was brought to by what they did last. */
  led(person: string): Promise<string | null>;

  press(person: string, on: PostRef, label: string): Promise<void>;
  /** Presses a button on a card that only this person sees. */
  pressPrivately(person: string, label: string): Promise<void>;
  /** Fills in the open form and sends it. */
  submit(person: string, values: Record<string, string>): Promise<void>;
  /** Takes the second look: yes. */
  confirm(person: string): Promise<void>;
  /** Closes the open form or second look. */
  dismiss(person: string): Promise<void>;
  type(person: string, at: { channel: string; thread: string | null }, text: string): Promise<void>;
  /** The platform sends this person's last act once more. */
  redeliver(person: string): Promise<void>;
  /** What this person was last told when something could not be done at all. */
  failure(person: string): Promise<string | null>;
  outage: Outage;

  /** Somebody deletes the message. */
  remove(ref: PostRef): Promise<void>;
  close(): Promise<void>;
}

export type MakeHarness = (door: Door) => Promise<Harness>;
