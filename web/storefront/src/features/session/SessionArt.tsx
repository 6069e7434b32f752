// SPDX-License-Identifier: Apache-2.0
// A stall with its awning and parcels, in the theme's colours.
export function SessionArt({ className }: { className: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 280 200" fill="none" aria-hidden="true" focusable="false">
      <ellipse cx="140" cy="184" rx="124" ry="10" fill="currentColor" opacity=".12" />
      <rect x="58" y="70" width="164" height="112" rx="6" fill="var(--color-bg-container)" />
      <path d="M46 38h188l16 36a4 4 0 0 1-4 5H34a4 4 0 0 1-4-5l16-36Z" fill="currentColor" opacity=".18" />
      <path
        d="M46 38h27l-8 41H34a4 4 0 0 1-4-5l16-36ZM100 38h27l-2 41H95l5-41ZM154 38h27l5 41h-30l-2-41ZM207 38h27l16 36a4 4 0 0 1-4 5h-31l-8-41Z"
        fill="currentColor"
      />
      <path
        d="M30 76h36v6a18 18 0 0 1-36 0v-6ZM95 76h30v6a15 15 0 0 1-30 0v-6ZM155 76h31v6a15.500 15.500 0 0 1-31 0v-6ZM214 76h36v6a18 18 0 0 1-36 0v-6Z"
        fill="currentColor"
      />
      <path
        d="M65 76h30v6a15 15 0 0 1-30 0v-6ZM125 76h30v6a15 15 0 0 1-30 0v-6ZM186 76h28v6a14 14 0 0 1-28 0v-6Z"
        fill="currentColor"
        opacity=".28"
      />
      <path d="M112 28h6v10h-6zM162 28h6v10h-6z" fill="currentColor" opacity=".4" />
      <rect x="96" y="8" width="88" height="20" rx="10" fill="currentColor" />
      <rect x="74" y="112" width="52" height="46" rx="4" fill="currentColor" opacity=".14" />
      <path d="M84 146c4-16 8-22 16-22s12 6 16 22H84Z" fill="currentColor" opacity=".5" />
      <circle cx="100" cy="122" r="6" fill="currentColor" opacity=".75" />
      <rect x="146" y="112" width="60" height="70" rx="4" fill="currentColor" opacity=".14" />
      <circle cx="197" cy="149" r="3" fill="currentColor" opacity=".7" />
      <path d="M224 140h40v42h-40z" fill="currentColor" opacity=".32" />
      <path d="M240 140h8v42h-8z" fill="currentColor" opacity=".6" />
      <path d="M232 112h26v28h-26z" fill="currentColor" opacity=".5" />
      <path d="M242 112h6v28h-6z" fill="currentColor" />
      <path d="M14 146h38l-4 36H18l-4-36Z" fill="currentColor" opacity=".7" />
      <path d="M24 150v-8a9 9 0 0 1 18 0v8" stroke="currentColor" strokeWidth="3" />
    </svg>
  );
}
