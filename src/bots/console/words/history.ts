/** What the history of questions says. What a question and its outcome say themselves comes from the core. */
export const historyWords = {
  title: 'History',
  emptyTitle: 'Nothing has been settled yet',
  emptyText: 'Who answered what, when and where stands here for good.',
  emptyFiltered: 'No settled question fits this filter.',
  showAll: 'Show all of them',

  kind: 'Kind',
  project: 'Project',
  person: 'Decided by',
  all: 'All',
  filter: 'Show',

  revision: 'Revision that was shown',
  digest: 'Digest of what was shown',
  versions: 'Texts that were shown',
  version: (name: string, version: number): string => `${name}, version ${version}`,
  answers: 'Answers',
  look: 'What was shown',
  where: (place: string): string => `, in ${place}`,
};
