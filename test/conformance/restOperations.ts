import type { Operation } from './operation';

export const restOperations: Operation[] = [];
