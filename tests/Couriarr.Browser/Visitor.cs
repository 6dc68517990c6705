using Couriarr.Tests.House;
using Microsoft.Playwright;

namespace Couriarr.Browser;

/// <summary>Somebody in a browser of their own. A visit fails at its end when the browser complained of anything.</summary>
internal sealed class Visitor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Complaints _complaints;

    private Visitor(Scene scene, IPage page, Complaints complaints) => (Scene, Page, _complaints) = (scene, page, complaints);

    public Scene Scene { get; }
    public bool HasScripts { get; init; } = true;
    public IPage Page { get; }
    public IBrowserContext Context => Page.Context;
    public string At => new Uri(Page.Url).PathAndQuery;

    /// <summary>Comes as the one the page is for, does it, and goes.</summary>
    public static async Task VisitAsync(Scene scene, Who who, Look look, Func<Visitor, Task> does)
    {
        await using var context = await Chromium.OpenAsync(look.Context(scene.Address));
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        var complaints = await Complaints.HearAsync(context);
        if (who is Who.Household)
            await context.AddCookiesAsync([await scene.SignInAsync()]);
        var visitor = new Visitor(scene, await context.NewPageAsync(), complaints) { HasScripts = look.Scripts };
        try
        {
            await does(visitor);
            await visitor.ListenAsync();
        }
        catch (Exception e) when (e is not Xunit.Sdk.SkipException)
        {
            throw new VisitFailedException($"{await visitor.LastSightAsync()}\n{complaints}\n{e.Message}", e);
        }
        complaints.AssertNone();
    }

    public static Task VisitAsync(Scene scene, Who who, Func<Visitor, Task> does) => VisitAsync(scene, who, new Look(), does);

    /// <inheritdoc cref="Complaints.Forgive"/>
    public void Forgive(string part) => _complaints.Forgive(part);

    public Task<IResponse?> OpenAsync(string path) => Page.GotoAsync(path);

    public async Task OpenAsync(ShownPage page)
    {
        var answer = await OpenAsync(Scene.Filled(page.Path));
        Assert.Equal((200, Scene.Filled(page.Path)), (answer!.Status, At));
        await Page.Locator(page.Sign).First.WaitForAsync();
    }

    /// <summary>Takes another window and other colours, and stays where they are.</summary>
    public async Task WearAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Theme });
    }

    /// <summary>Fills in the form's fields by their labels.</summary>
    public async Task FillAsync(params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
            await Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
    }

    /// <summary>Presses a button that leads to another page, and is there.</summary>
    public async Task PressAsync(string button, string leadsTo)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Page.WaitForURLAsync($"{Scene.Address}{leadsTo}");
    }

    /// <summary>Goes where a link leads, and is there.</summary>
    public async Task FollowAsync(string link, string leadsTo)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
        await Page.WaitForURLAsync($"{Scene.Address}{leadsTo}");
    }

    /// <summary>Looks until it stands there: by itself with scripts, and else by loading the page again.</summary>
    public async Task SeeAsync(string text)
    {
        var words = Page.GetByText(text).First;
        if (!HasScripts)
            await Scene.UntilAsync(async () => await words.IsVisibleAsync() || await Page.ReloadAsync() is null);
        await words.WaitForAsync();
    }

    public Task<string> HeadingAsync() => Page.Locator("h1").InnerTextAsync();

    // What a page says on its console comes in the order of its answers, so whoever has this answer has heard all before.
    private async Task ListenAsync()
    {
        foreach (var page in Context.Pages)
            await page.EvaluateAsync("0");
    }

    private async Task<string> LastSightAsync()
    {
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "visit").Split(Path.GetInvalidFileNameChars()));
        var picture = Path.Combine(Repository.Root, "artifacts", "test", "browser", $"{name}.png");
        try
        {
            await Page.ScreenshotAsync(new() { Path = picture });
            return $"At {Page.Url}, which looked like {picture}";
        }
        catch (PlaywrightException e)
        {
            return $"At {Page.Url}, of which there is no picture: {e.Message}";
        }
    }
}

/// <summary>What went wrong during a visit, and what the browser had to say by then.</summary>
internal sealed class VisitFailedException(string message, Exception inner) : Exception(message, inner);
