// SPDX-License-Identifier: Apache-2.0
// A chunk of its own: who has an authenticator already needs no picture.
import { QRCodeSVG } from '@rc-component/qrcode';

export default function QrPicture({ text, title }: { text: string; title: string }) {
  return <QRCodeSVG value={text} title={title} size={200} level="M" role="img" aria-label={title} />;
}
