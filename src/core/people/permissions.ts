import { permissions, type Permission, type Person } from '../project/definition.ts';

export const permissionsOf = ({ may }: Pick<Person, 'may'>): readonly Permission[] =>
  may === 'everything' ? permissions : may;
