using System.Security.Cryptography;
using Couriarr.CrashRig;
using Couriarr.CrashRig.Carry;
using static Couriarr.Tests.Faults.HostFacts;

namespace Couriarr.Tests.Faults;

/// <summary>The soak must be able to see what it is there to see.</summary>
[Trait("family", "carry")]
public sealed class CarryVerdictTests
{
    [Fact]
    public async Task Sees_what_is_missed_wrong_left_behind_and_carried_twice()
    {
        Assert.SkipUnless(CarrySoak.IsPossible, "It needs root, bindfs, /dev/fuse, rsync and sqlite3.");
        await using var yard = await Yard.BuildAsync(megabytes: 8, Ct);
        Directory.CreateDirectory(yard.Plan.Folder);
        Shell.Sql(
            yard.Plan.Database,
            """
            CREATE TABLE sync_jobs (app_path TEXT, status TEXT, outcome TEXT, file_size INTEGER);
            INSERT INTO sync_jobs VALUES ('/movies/right', 'success', 'new', 5), ('/movies/right', 'success', 'present', 5);
            INSERT INTO sync_jobs VALUES ('/movies/wrong', 'success', 'new', 5), ('/movies/wrong', 'success', 'repaired', 5);
            """
        );
        foreach (var name in new[] { "right", "wrong", ".couriarr-1-right.part" })
            await File.WriteAllTextAsync(yard.Arrival($"/movies/{name}"), name, Ct);

        var verdict = new CarryVerdict(yard, Made(("right", "right"), ("wrong", "other"), ("missed", "missed")));
        verdict.Look();

        Assert.Equal(1, verdict.Right);
        Assert.Equal(
            ["LEFT .couriarr-1-right.part", "MISSED missed", "TWICE wrong", "WRONG wrong"],
            verdict.Complaints.Select(complaint => $"{complaint.Split(' ')[0]} {Path.GetFileName(complaint)}").Order(StringComparer.Ordinal)
        );
    }

    private static Dictionary<string, string> Made(params (string Name, string Content)[] files) =>
        files.ToDictionary(
            file => $"/movies/{file.Name}",
            file => Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file.Content)))
        );
}
