export interface Brand {
  id: string;
  name: string;
  what: string;
}

export const brands: readonly Brand[];
