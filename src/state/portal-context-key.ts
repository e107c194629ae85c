/** One key for all copies of this major version, so that parts from two scripts still meet. */
export const portalContextKey = Symbol.for('billing-elements/portal/1');
