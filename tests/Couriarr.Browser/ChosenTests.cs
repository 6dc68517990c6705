using Couriarr.Tests.Deploy;
using Couriarr.Tests.Doors;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>What is ticked in a list, and files that are brought from an earlier service, with scripts and without.</summary>
[Trait("family", "browser")]
public sealed class ChosenTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Jobs_that_are_ticked_are_changed_together_and_one_by_its_own_button(bool scripts)
    {
        await using var scene = await Scene.SettledAsync();
        (await scene.Host.PostAsync("/lanes/errands/pause")).Dispose();
        var jobs = new List<long>();
        foreach (var name in new[] { "Fetch the paper", "Post the letters", "Count the shelves" })
            jobs.Add((await scene.Host.EnqueueAsync(new Errand(name))).Value);
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            new Look { Scripts = scripts },
            async visitor =>
            {
                await visitor.OpenAsync("/ui/queue");
                foreach (var job in jobs.Take(2))
                    await visitor.Page.GetByLabel($"Job #{job}", new() { Exact = true }).CheckAsync();
                await visitor.PressAsync("Cancel the ticked", leadsTo: "/ui/queue");
                await visitor.Page.GetByText("2 jobs are cancelled.").WaitForAsync();

                var row = visitor.Page.Locator($"tr[data-job='{jobs[2]}']");
                await row.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
                await visitor.Page.GetByText($"Job #{jobs[2]} is cancelled.").WaitForAsync();
            }
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_earlier_service_left_is_looked_at_and_taken_over(bool scripts)
    {
        var folder = Directory.CreateTempSubdirectory("couriarr-earlier-").FullName;
        await using var scene = await Scene.SettledAsync();
        await Visitor.VisitAsync(
            scene,
            Who.Household,
            new Look { Scripts = scripts },
            async visitor =>
            {
                await visitor.OpenAsync("/ui/settings");
                await visitor.FollowAsync("Bring their files", leadsTo: "/ui/settings/import");
                await visitor
                    .Page.GetByLabel("Files")
                    .SetInputFilesAsync([EarlierFiles.PutTransfers(folder), EarlierFiles.PutShows(folder)]);
                await visitor.PressAsync("Look at what would come", leadsTo: "/ui/settings/import");
                await visitor.Page.GetByText("Nothing was written yet").WaitForAsync();
                await visitor.PressAsync("Take it over", leadsTo: "/ui/settings/import");
                await visitor.Page.GetByText("It is taken over.").WaitForAsync();
                await visitor.OpenAsync("/ui/titles?q=Dune");
                await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Dune" }).WaitForAsync();
            }
        );
        Directory.Delete(folder, recursive: true);
    }
}
