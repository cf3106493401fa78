/** The effects of merging two persons. */
export const EFFECTS_EXAMPLE = {
  persons: [
    {
      id: '3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43',
      effect: 'grown',
      others: ['2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42'],
      records_before: 1,
      records_after: 2,
      household_before: '5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45',
      household_after: '5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45',
      values: [],
    },
    {
      id: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
      effect: 'merged',
      others: ['3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43'],
      records_before: 1,
      records_after: 0,
      household_before: '4d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f44',
      household_after: null,
      values: [],
    },
  ],
  households: [
    {
      id: '4d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f44',
      effect: 'merged',
      others: ['5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45'],
      members_before: ['2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42'],
      members_after: [],
      head_before: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
      head_after: null,
    },
  ],
  conflicts: [
    {
      id: '1d3f0a52-7c0e-8f0e-9a51-0d3c1d2e3f41',
      kind: 'possible_duplicate',
      severity: 80,
      state: 'resolved',
    },
  ],
  payments: [
    {
      from: {
        source: 'bantu-umak',
        source_key: 'BU-17',
      },
      programme: 'Bantu Umak',
      basis: 'roster',
      period: '2026',
      monthly_amount: 325000,
      months: null,
      counted_persons: 1,
      person_before: '3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43',
      person_after: '3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43',
      household_before: '5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45',
      household_after: '5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45',
    },
    {
      from: {
        source: 'p3ke',
        source_key: '122237092',
      },
      programme: 'Bantu Umak',
      basis: 'roster',
      period: '2026',
      monthly_amount: 325000,
      months: null,
      counted_persons: 1,
      person_before: '2d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f42',
      person_after: '3d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f43',
      household_before: '4d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f44',
      household_after: '5d3f0a52-7c0e-4f0e-9a51-0d3c1d2e3f45',
    },
  ],
  programmes: [
    {
      programme: 'Bantu Umak',
      period: '2026',
      payments: 2,
      monthly_amount: 650000,
      counted_persons: 2,
      persons_before: 2,
      persons_after: 1,
      households_before: 2,
      households_after: 1,
    },
  ],
}

export const VERDICTS_EXAMPLE = {
  is_preview: false,
  judgements: [{ id: '0d6d3b5c-7a55-4f53-9be6-5f0f5c5d9a10', superseded: [], restored: [] }],
  effects: EFFECTS_EXAMPLE,
}
