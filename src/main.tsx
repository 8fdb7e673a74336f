import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { loadChains } from "@/app/chains";
import "@/ui/theme.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root.");
createRoot(root).render(
  <StrictMode>
    <App chains={loadChains()} />
  </StrictMode>,
);
