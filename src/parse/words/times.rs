//! Words of labels about times.

super::words! {
    times;

    /// They name a beginning.
    STARTS = [
        "start", "started", "starts", "begin", "began", "begun", "from", "beginn", "begonnen", "von", "début", "commencé",
        "inicio", "iniciado", "início", "inizio", "iniziato",
    ];

    /// They name an end.
    ENDS = [
        "end", "ended", "ends", "finish", "finished", "stop", "stopped", "complete", "completed", "until", "to", "ende",
        "beendet", "bis", "fin", "fini", "terminé", "terminado", "fim", "concluído", "fine", "finito", "terminato",
    ];

    /// They name how long something took; others say what was planned.
    DURATIONS = [
        "duration", "total", "actual", "elapsed", "taken", "dauer", "durée", "duración", "duração", "durata", "gesamt",
    ];

    /// They add nothing to what begins or ends.
    FILLS_TIMES = [
        "time", "date", "at", "on", "datetime", "timestamp", "day", "hour", "zeit", "datum", "uhrzeit", "heure", "hora",
        "fecha", "data", "ora",
    ];

    /// They name when something was done.
    DONE_ON = [
        "completed", "done", "finished", "ended", "executed", "performed", "tested", "verified", "checked", "run",
        "erledigt", "beendet", "geprüft", "terminé", "exécuté", "terminado", "ejecutado", "concluído", "eseguito",
    ];
}
