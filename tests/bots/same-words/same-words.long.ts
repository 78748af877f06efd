import { describeSame } from './describe-same.ts';

describeSame(3000, 600);
