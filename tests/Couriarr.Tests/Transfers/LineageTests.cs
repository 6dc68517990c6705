using Couriarr.Features.Media;
using Couriarr.Features.Transfers;
using Couriarr.Jobs.Store;

namespace Couriarr.Tests.Transfers;

/// <summary>Whose a file was, by the moments and parents of the transfers of its work.</summary>
[Trait("family", "carry")]
public sealed class LineageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_came_before_it_ended_was_its_and_what_came_later_was_not()
    {
        var lineage = new Lineage([Job(10, born: 0, ended: 60)]);

        Assert.Equal(10, lineage.LastOf(File(came: 30))?.Id.Value);
        Assert.Null(lineage.LastOf(File(came: 61)));
    }

    [Fact]
    public void What_came_with_the_next_one_while_it_ran_was_not_its()
    {
        var lineage = new Lineage([Job(10, born: 0, ended: 60), Job(12, born: 30, parent: 11)]);

        Assert.Null(lineage.LastOf(File(came: 29, batch: 11)));
        Assert.Null(lineage.LastOf(File(came: 40, batch: 13)));
        Assert.Equal(10, lineage.LastOf(File(came: 1, batch: 9))?.Id.Value);
    }

    [Fact]
    public void What_one_that_lives_took_is_nobody_elses()
    {
        var lineage = new Lineage([Job(10, born: 0), Job(12, born: 30, ended: 60)]);

        Assert.Null(lineage.LastOf(File(came: 40, took: 10)));
        Assert.Equal(12, lineage.LastOf(File(came: 40))?.Id.Value);
    }

    [Fact]
    public void Of_several_the_one_that_ended_last_counts_also_when_it_is_an_older_one_that_was_retried()
    {
        var lineage = new Lineage([Job(10, born: 0, ended: 90), Job(12, born: 30, ended: 60)]);

        Assert.Equal(10, lineage.LastOf(File(came: 1, took: 10))?.Id.Value);
    }

    [Fact]
    public void What_came_with_one_that_was_taken_in_and_never_ran_is_that_of_its_taker()
    {
        var taken = Job(12, born: 30, ended: 40, parent: 11) with { State = JobState.Superseded };
        var file = File(came: 29, batch: 11);

        Assert.Equal(10, new Lineage([Job(10, born: 0, ended: 60), taken]).LastOf(file)?.Id.Value);
        Assert.NotEqual(10, new Lineage([Job(10, born: 0, ended: 60), taken with { StartedAt = Noon }]).LastOf(file)?.Id.Value);
    }

    [Fact]
    public void Who_began_it_had_it_last_whoever_came_by_later()
    {
        var lineage = new Lineage([Job(10, born: 0, ended: 60), Job(12, born: 30, ended: 90)]);
        var begun = File(came: 1, took: 10) with { Status = ParcelStatus.Running };

        Assert.Equal(10, lineage.LastOf(begun)?.Id.Value);
        Assert.Equal(12, lineage.LastOf(begun with { Status = ParcelStatus.Pending })?.Id.Value);
    }

    private static JobRecord Job(long id, int born, int? ended = null, long? parent = null) =>
        new(new JobId(id), "transfer-media", "transfer", 2, "{}", ended is null ? JobState.Waiting : JobState.Cancelled)
        {
            RunAt = Noon.AddSeconds(born),
            CreatedAt = Noon.AddSeconds(born),
            CompletedAt = ended is { } end ? Noon.AddSeconds(end) : null,
            RootId = new JobId(1),
            ParentId = parent is { } one ? new JobId(one) : null,
            MaxRetries = 5,
        };

    private static Parcel File(int came, long batch = 1, long? took = null) =>
        new(1, "movies", "radarr:1", "A/a.mkv", new ImportedFile("/movies/A/a.mkv", 1, 1, null))
        {
            Title = "A",
            Status = ParcelStatus.Pending,
            Batch = batch,
            CreatedAt = Noon.AddSeconds(came),
            JobId = took,
        };
}
