/** Orders by id, folded from events. */
export function orders(state, event) {
  switch (event.type) {
    case "placed":
      return { ...state, [event.id]: { item: event.item, count: event.count, status: "open" } };
    case "shipped":
      return { ...state, [event.id]: { ...state[event.id], status: "shipped" } };
    default:
      return state;
  }
}
