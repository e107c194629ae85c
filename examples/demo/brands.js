/**
 * The brands of the demo and of Storybook's toolbar. What makes each of them is in `brands.css`, under `[data-brand='…']`:
 * a few custom properties, as a host would set them.
 *
 * @type {readonly {id: string, name: string, what: string}[]}
 */
export const brands = [
  {id: 'larkfield', name: 'Larkfield', what: 'one accent, a blue'},
  {id: 'kilnhouse', name: 'Kilnhouse', what: 'white-label: accent, paper, ink, shape, two fonts'},
  {id: 'sundial', name: 'Sundial', what: 'a yellow, square and compact'},
  {id: 'inkwell', name: 'Inkwell', what: 'black, without any roundness'},
  {id: 'fernway', name: 'Fernway', what: 'a green, round and roomy'},
  {id: 'nightjar', name: 'Nightjar', what: 'a violet on ink of its own'},
];
