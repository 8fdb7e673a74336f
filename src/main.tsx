import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { loadConfiguration } from "@/app/chains";
import "@/ui/theme.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element #root.");
createRoot(root).render(
  <StrictMode>
    <App configuration={loadConfiguration()} />
  </StrictMode>,
);
