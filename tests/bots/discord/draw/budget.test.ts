import { describeBudget } from './describe-budget.ts';

describeBudget(150, 30);
