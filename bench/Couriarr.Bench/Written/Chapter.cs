namespace Couriarr.Bench.Written;

/// <summary>A part of the bench as the page calls it.</summary>
internal sealed record Chapter(char Part, string Title, string About)
{
    public static readonly IReadOnlyList<Chapter> All =
    [
        new('w', "Intake", "Webhooks acknowledged by the whole program. Each is on the disk before it is answered."),
        new(
            'j',
            "From an import to all who are told",
            "One import through the whole program, with a file to carry, past a dead player, a silent one and one that wants rest."
        ),
        new('a', "The engine", "Jobs that do nothing: enqueued by a call each, then run."),
        new('b', "The engine beside Quartz.NET", "The same jobs with its SQLite store."),
        new('c', "The engine beside its limit", "The same rows written by SQLite, with no engine around it."),
        new('d', "How soon a job starts", "One job at a time, on an idle engine."),
        new('e', "Long queues", "Claims and drains with few and with many jobs that wait, and over a long history."),
        new('q', "The engine on servers", "The engine on PostgreSQL and on Redis, beside the queues that people use there."),
        new('k', "Transfers", "Our own engine beside rsync, cp, rclone and dd."),
        new('t', "Comparing trees", "Two trees of many files, of which some differ."),
        new('f', "Finding shows", "Rules asked and applied over the whole catalogue."),
        new('p', "Pages", "The dashboard over a history of a million jobs."),
        new(
            's',
            "Start and rest",
            "From the call of the program to its first answer at `/health`, and its memory when it has nothing to do."
        ),
    ];
}
