import type { Made } from '../../run/made.ts';
import { quotation } from '../agent-text.ts';
import type { Fact, Text } from '../card.ts';
import { plural } from '../numbers.ts';

/** The author of words that were not written by a known person of the project. */
export const somebody = 'Somebody';

export const messageLabels = { rehearsal: 'Rehearsal', draft: 'Draft', changed: 'changed' };

/** Shown beside the author's name. */
export const saidIn = (place: string): string => `in ${place}`;

export const deletedIn = (place: string | null): Text => [
  place === null ? 'Deleted by its author.' : `Deleted in ${place}, by its author.`,
];

/** What was made, how long it is, and where all of it can be read. */
export const madeFacts = ({ made }: Made, runId: string): Fact[] => [
  { label: 'Made', value: [`${quotation(made.title, 120)}, ${plural(made.words, 'word')}`] },
  {
    label: 'All of it',
    value: [
      {
        link: {
          text: `“${made.name}”, version ${made.version}`,
          path: `/runs/${runId}/artifacts/${encodeURIComponent(made.artifactId)}?to=${made.version}`,
        },
      },
    ],
  },
];
