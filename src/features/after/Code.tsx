import type { Election } from "@/election/election";
import { Button } from "@/ui/Button";
import { QrCode } from "@/ui/QrCode";
import { saveFile } from "@/ui/saveFile";
import { afterWords } from "@/words/after";
import { codeAsPng, codeAsSvg } from "./drawPicture";
import styles from "./Share.module.css";

type CodeProps = { election: Election; link: string };

/** The link as a code, on the screen and as a file. */
export function Code({ election, link }: CodeProps) {
  const name = afterWords.codeName(`${election.chainId}-${election.address}`);
  const savePng = async () => {
    const picture = await codeAsPng(link);
    if (picture) saveFile(`${name}.png`, "image/png", picture);
  };
  return (
    <section className={styles.part}>
      <h3>{afterWords.codeHeading}</h3>
      <p className={styles.soft}>{afterWords.codeLead}</p>
      <div className={styles.beside}>
        <div className={styles.code}>
          <QrCode text={link} label={afterWords.code} />
        </div>
        <div className={styles.column}>
          <Button onClick={() => saveFile(`${name}.svg`, "image/svg+xml", codeAsSvg(link))}>
            {afterWords.saveSvg}
          </Button>
          <Button onClick={() => void savePng()}>{afterWords.savePng}</Button>
        </div>
      </div>
    </section>
  );
}
