import { createPeople } from '../../db/people.ts';
import type { Linking } from '../../src/core/people/linking.ts';
import type { AccountLinks } from '../../src/core/people/links.ts';
import type { People, Projects } from '../../src/core/ports.ts';

const unused = (): never => {
  throw new Error('nobody links an account here');
};

export const noGroups = { slack: null, discord: null };

export const noLinks: AccountLinks = {
  of: async () => [],
  offer: unused,
  look: unused,
  claim: unused,
  request: async () => null,
  confirm: unused,
  decline: unused,
  end: unused,
};

export const noLinking: Linking = { of: async () => [], makeCode: unused, settle: unused, unlink: unused };

/** Whom project files name, and nobody else. */
export const namedOnly = (projects: Pick<Projects, 'find' | 'all'>): People =>
  createPeople({ projects, links: noLinks, groups: noGroups });
