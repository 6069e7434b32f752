// SPDX-License-Identifier: Apache-2.0
// The drawings of the banner.
type Art = { className?: string | undefined };

export function BagArt({ className }: Art) {
  return (
    <svg
      className={className}
      viewBox="0 0 320 240"
      preserveAspectRatio="xMaxYMax meet"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="176" cy="114" r="106" fill="var(--glow)" />
      <circle cx="52" cy="60" r="9" fill="#f6b04a" />
      <circle cx="296" cy="70" r="6" fill="#d4380d" />
      <path d="M28 150l6-14 6 14 14 6-14 6-6 14-6-14-14-6z" fill="#f28b5c" />
      <path d="M276 26l4-10 4 10 10 4-10 4-4 10-4-10-10-4z" fill="#f6b04a" />
      <ellipse cx="172" cy="222" rx="120" ry="12" fill="#5b1a06" opacity=".12" />
      {/* A parcel behind the bag. */}
      <rect x="196" y="118" width="98" height="102" rx="8" fill="#f6c98f" />
      <rect x="196" y="118" width="98" height="26" rx="8" fill="#eab574" />
      <rect x="237" y="118" width="16" height="102" fill="#d4380d" opacity=".85" />
      <path
        d="M245 118c-22-2-34-12-28-24 8-12 24 2 28 24zm0 0c22-2 34-12 28-24-8-12-24 2-28 24z"
        fill="#d4380d"
      />
      {/* The bag, with what looks out of it. */}
      <path d="M128 92c-4-30 10-50 18-58 6 12 6 36 2 58z" fill="#4f9d69" />
      <path d="M152 96c4-24 20-36 34-38-2 16-12 32-22 40z" fill="#6fb887" />
      <rect x="92" y="48" width="34" height="60" rx="8" fill="#33658a" />
      <rect x="102" y="36" width="14" height="16" rx="3" fill="#234a67" />
      <rect x="92" y="66" width="34" height="20" fill="#fff" opacity=".75" />
      <path d="M66 92h136l12 120a10 10 0 0 1-10 10H64a10 10 0 0 1-10-10z" fill="#d4380d" />
      <path d="M66 92h136l2 22H64z" fill="#b32c08" />
      <path
        d="M104 108v16a30 30 0 0 0 60 0v-16"
        fill="none"
        stroke="#ffe3d3"
        strokeWidth="7"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function PodiumArt({ className }: Art) {
  return (
    <svg className={className} viewBox="0 0 120 96" aria-hidden="true" focusable="false">
      <rect x="10" y="58" width="32" height="34" rx="4" fill="#f3c77c" />
      <rect x="44" y="42" width="32" height="50" rx="4" fill="#e99a2c" />
      <rect x="78" y="66" width="32" height="26" rx="4" fill="#f3c77c" />
      <path d="M60 4l5 11 12 1.500-9 8 2.500 12L60 30.500 49.500 36.500l2.500-12-9-8L55 15z" fill="#d4380d" />
      <circle cx="26" cy="46" r="7" fill="#fff" />
      <circle cx="94" cy="54" r="7" fill="#fff" />
    </svg>
  );
}

export function ShopArt({ className }: Art) {
  return (
    <svg className={className} viewBox="0 0 120 96" aria-hidden="true" focusable="false">
      <rect x="18" y="40" width="84" height="50" rx="5" fill="#fff" />
      <rect x="28" y="52" width="24" height="38" rx="3" fill="#7db894" />
      <rect x="60" y="52" width="32" height="22" rx="3" fill="#cfe7d8" />
      <path d="M22 12h76l10 26H12z" fill="#3f8f5f" />
      <path d="M12 38a12 10 0 0 0 24 0zm48 0a12 10 0 0 1-24 0z" fill="#2f7a4d" />
      <path d="M60 38a12 10 0 0 0 24 0zm48 0a12 10 0 0 1-24 0z" fill="#57a877" />
      <circle cx="47" cy="72" r="2" fill="#2f7a4d" />
    </svg>
  );
}
