import {css} from 'lit';

/**
 * The public `--billing-*` tokens, each read once with its default into a private `--_*`; rules use only the private
 * ones. Nothing public is set here, so that a value from any ancestor wins. All greys are mixtures of text into
 * surface, everything coloured is derived from one accent with contrast held (at least 4.5:1 for text).
 */
export const tokens = css`
  :host {
    --_accent: var(--billing-color-accent, #3b5bcc);
    --_radius: var(--billing-radius, 8px);
    --_unit: calc(4px * var(--billing-density, 1));
    --_surface: var(--billing-color-surface, light-dark(#fff, oklch(0.205 0.007 264)));
    --_text: var(--billing-color-text, light-dark(oklch(0.22 0.012 264), oklch(0.94 0.004 264)));
    --_text-muted: var(--billing-color-text-muted, color-mix(in oklab, var(--_text) 67%, var(--_surface)));
    --_sunken: var(
      --billing-color-surface-sunken,
      light-dark(
        color-mix(in oklab, var(--_text) 2.6%, var(--_surface)),
        color-mix(in oklab, var(--_text) 3.5%, var(--_surface))
      )
    );
    --_hover: var(
      --billing-color-hover,
      light-dark(color-mix(in oklab, var(--_text) 4.5%, transparent), color-mix(in oklab, var(--_text) 7%, transparent))
    );
    --_border: var(--billing-color-border, color-mix(in oklab, var(--_text) 12%, transparent));
    --_border-strong: var(
      --billing-color-border-strong,
      light-dark(color-mix(in oklab, var(--_text) 19%, transparent), color-mix(in oklab, var(--_text) 24%, transparent))
    );
    --_border-control: var(--billing-color-border-control, color-mix(in oklab, var(--_text) 45%, var(--_surface)));
    --_track: var(
      --billing-color-track,
      light-dark(color-mix(in oklab, var(--_text) 9%, transparent), color-mix(in oklab, var(--_text) 14%, transparent))
    );
    /* 1 for an accent without colour (black, grey, white), which turns over in the dark; else 0. */
    --_accent-text: light-dark(
      oklch(from var(--_accent) min(l, 0.48) c h),
      oklch(from var(--_accent) max(l, 0.76 + 0.17 * clamp(0, (0.03 - c) * 1000, 1)) min(c, 0.14) h)
    );
    --_accent-fill: light-dark(
      var(--_accent),
      oklch(from var(--_accent) max(l, 0.56 + 0.37 * clamp(0, (0.03 - c) * 1000, 1)) c h)
    );
    /* White below a luminance of .179, black above: at least 4.58:1 for every colour there is. */
    --_on-accent: color(
      from var(--_accent-fill) xyz-d65 calc(clamp(0, (0.179 - y) * 9999, 1) * 0.9505) clamp(0, (0.179 - y) * 9999, 1)
        calc(clamp(0, (0.179 - y) * 9999, 1) * 1.089)
    );
    --_focus: var(--billing-color-focus, var(--_accent-text));
    --_success: var(--billing-color-success, light-dark(oklch(0.47 0.11 155), oklch(0.8 0.13 155)));
    --_warning: var(--billing-color-warning, light-dark(oklch(0.5 0.11 65), oklch(0.84 0.12 80)));
    --_danger: var(--billing-color-danger, light-dark(oklch(0.51 0.18 25), oklch(0.75 0.14 22)));
    --_control: var(--billing-button-height, calc(var(--_unit) * 9));
    --_pad: var(--billing-card-padding, calc(var(--_unit) * 6));
    --_gap: var(--billing-section-gap, calc(var(--_unit) * 10));
    --_card-radius: var(--billing-card-radius, calc(var(--_radius) * 1.25));
    --_heading-font: var(--billing-heading-font-family, inherit);
    --_heading-weight: var(--billing-heading-font-weight, 600);
  }
  @supports not (color: oklch(from red l c h)) {
    :host {
      --_accent-text: light-dark(#3b5bcc, #9db2ff);
      --_accent-fill: #3b5bcc;
      --_on-accent: #fff;
    }
  }
`;
