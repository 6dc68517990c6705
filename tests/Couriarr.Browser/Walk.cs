namespace Couriarr.Browser;

/// <summary>The way to a page of the table, for the one it is for.</summary>
internal static class Walk
{
    public static async Task ToAsync(string name, Look look, Func<Visitor, Task> does)
    {
        var page = Pages.Of(name);
        await Visitor.VisitAsync(
            await Scenes.ForAsync(page.Who),
            page.Who,
            look,
            async visitor =>
            {
                await visitor.OpenAsync(page);
                await does(visitor);
            }
        );
    }
}
