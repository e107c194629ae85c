import {css} from 'lit';

/**
 * The public `--billing-*` tokens, each read once with its default into a private `--_*`; rules use only the private
 * ones. Nothing public is set here, so that a value from any ancestor wins; where there is none, the brand of the
 * configuration has its say (`--_brand-*`, components/brand.ts). All greys are mixtures of text into
 * surface. What only acts (fills, their text) stands in `action.styles.ts`, and comes with the first control that acts.
 */
export const tokens = css`
  :host {
    --_accent: var(--billing-color-accent, var(--_brand-color-accent, #3b5bcc));
    --_radius: var(--billing-radius, var(--_brand-radius, 8px));
    --_unit: calc(4px * var(--billing-density, var(--_brand-density, 1)));
    --_surface: var(--billing-color-surface, var(--_brand-color-surface, light-dark(#fff, oklch(0.205 0.007 264))));
    --_text: var(
      --billing-color-text,
      var(--_brand-color-text, light-dark(oklch(0.22 0.012 264), oklch(0.94 0.004 264)))
    );
    --_muted: var(--billing-color-text-muted, color-mix(in oklab, var(--_text) 67%, var(--_surface)));
    --_sunken: var(--billing-color-surface-sunken, color-mix(in oklab, var(--_text) 3%, var(--_surface)));
    --_hover: var(--billing-color-hover, color-mix(in oklab, var(--_text) 6%, transparent));
    --_border: var(--billing-color-border, color-mix(in oklab, var(--_text) 12%, transparent));
    --_border-strong: var(--billing-color-border-strong, color-mix(in oklab, var(--_text) 21%, transparent));
    --_track: var(--billing-color-track, color-mix(in oklab, var(--_text) 11%, transparent));
    /* At least 4.6:1 for every accent; one without colour (black, grey, white) turns over in the dark. */
    --_accent-text: light-dark(
      oklch(from var(--_accent) min(l, 0.48) c h),
      oklch(from var(--_accent) max(l, 0.76 + 0.17 * clamp(0, (0.03 - c) * 1000, 1)) min(c, 0.14) h)
    );
    --_focus: var(--billing-color-focus, var(--_accent-text));
    --_success: var(--billing-color-success, light-dark(oklch(0.47 0.11 155), oklch(0.8 0.13 155)));
    --_warning: var(--billing-color-warning, light-dark(oklch(0.5 0.11 65), oklch(0.84 0.12 80)));
    --_danger: var(--billing-color-danger, light-dark(oklch(0.51 0.18 25), oklch(0.75 0.14 22)));
    --_control: var(--billing-button-height, calc(var(--_unit) * 9));
    --_pad: var(--billing-card-padding, calc(var(--_unit) * 6));
    --_gap: var(--billing-section-gap, calc(var(--_unit) * 10));
    --_card-radius: var(--billing-card-radius, calc(var(--_radius) * 1.25));
    --_heading-font: var(--billing-heading-font-family, var(--_brand-heading-font-family, inherit));
    --_heading-weight: var(--billing-heading-font-weight, 600);
  }
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_accent-text: light-dark(#3b5bcc, #9db2ff);
    }
  }
`;
